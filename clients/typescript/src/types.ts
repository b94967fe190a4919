import type { components, operations } from "./generated/schema.js";
import type { CallOptions } from "./transport.js";

/** The schemas of the OpenAPI document, by their names. */
export type Schemas = components["schemas"];
/** The id of an operation in the OpenAPI document. */
export type OperationId = Extract<keyof operations, string>;

/** What an operation answers. */
export type Answer<Id extends OperationId> = operations[Id] extends {
	responses: { 200: { content: { "application/json": infer Body } } };
}
	? Body
	: never;

/** What a read takes: the parameters of its query, and how it is called. A list asks for its pages itself. */
export type Options<Id extends OperationId> = CallOptions &
	(operations[Id] extends { parameters: { query?: infer Values } } ? Omit<NonNullable<Values>, "cursor"> : unknown);

type ProblemIn<Response> = Response extends { content: { "application/problem+json": infer Body } } ? Body : never;

/** The codes of the problems that an operation can answer with. */
export type ProblemCode<Id extends OperationId> = {
	[Status in keyof operations[Id]["responses"]]: ProblemIn<operations[Id]["responses"][Status]>;
}[keyof operations[Id]["responses"]] extends { code: infer Code }
	? Code
	: never;

/** An error document (RFC 9457). */
export type Problem = Schemas["Problem"];

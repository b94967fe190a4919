import type { components, operations } from "./generated/schema.js";
import type { CallOptions } from "./transport.js";

/** The schemas of the OpenAPI document, by their names. */
export type Schemas = components["schemas"];
/** The id of an operation in the OpenAPI document. */
export type OperationId = Extract<keyof operations, string>;

type Success = 200 | 201 | 202;

/** What an operation answers: what it found, what it made, or what it has begun. */
export type Answer<Id extends OperationId> = {
  [Status in keyof operations[Id]["responses"] &
    Success]: operations[Id]["responses"][Status] extends {
    content: { "application/json": infer Body };
  }
    ? Body
    : never;
}[keyof operations[Id]["responses"] & Success];

type Query<Id extends OperationId> = operations[Id] extends { parameters: { query?: infer Values } }
  ? NonNullable<Values>
  : never;

/** What a read takes: the parameters of its query, and how it is called. A list asks for its pages itself. */
export type Options<Id extends OperationId> = [Query<Id>] extends [never]
  ? CallOptions
  : CallOptions & Omit<Query<Id>, "cursor">;

// A problem as it is, or as the OAuth endpoints give it.
type CodeIn<Content> =
  | (Content extends { "application/problem+json": { code: infer Code } } ? Code : never)
  | (Content extends { "application/json": { error: string; code: infer Code } } ? Code : never);

/** The codes of the problems that an operation can answer with. */
export type ProblemCode<Id extends OperationId> = Id extends OperationId
  ? {
      [Status in keyof operations[Id]["responses"]]: operations[Id]["responses"][Status] extends {
        content: infer Content;
      }
        ? CodeIn<Content>
        : never;
    }[keyof operations[Id]["responses"]]
  : never;

/** An error document (RFC 9457). */
export type Problem = Schemas["Problem"];

import { commandKey, type SendOptions } from "./commands.js";
import type { CallOptions, Transport } from "./transport.js";
import type { Schemas } from "./types.js";

/** What has cars watched, and ends that. */
export interface RuleChanges {
  /**
   * Has a car watched. It is never repeated by itself: where it rejects with an error that
   * `isDoubtful()`, call it again with the same `key`, and no second rule is made.
   */
  create(id: string, rule: Schemas["RuleRequest"], options?: SendOptions): Promise<Schemas["Rule"]>;
  /** Puts another rule in the place of one. It may be called again. */
  replace(
    id: string,
    ruid: string,
    rule: Schemas["RuleRequest"],
    options?: CallOptions,
  ): Promise<Schemas["Rule"]>;
  /** Has a rule watched for no longer, until it is resumed. It may be called again. */
  pause(id: string, ruid: string, options?: CallOptions): Promise<Schemas["Rule"]>;
  /** Has a rule watched for again, also one that has ended. It may be called again. */
  resume(id: string, ruid: string, options?: CallOptions): Promise<Schemas["Rule"]>;
  /** Deletes a rule. What is deleted already is `rule-not-found`. */
  remove(id: string, ruid: string, options?: CallOptions): Promise<void>;
}

/** The methods, by the transport, the path of a car's rules, and that of one of them. */
export function ruleChanges(
  transport: Transport,
  all: (id: string) => string,
  one: (id: string, ruid: string) => string,
): RuleChanges {
  const setPaused = async (paused: boolean, id: string, ruid: string, options: CallOptions) =>
    (await transport.call({
      ...options,
      operation: "rules.pause",
      path: `${one(id, ruid)}/status`,
      method: "PUT",
      json: { paused },
    })) as Schemas["Rule"];
  return {
    async create(id, rule, { key = commandKey(), signal } = {}) {
      return (await transport.call({
        operation: "rules.create",
        path: all(id),
        method: "POST",
        json: rule,
        headers: { "Idempotency-Key": key },
        ...(signal && { signal }),
      })) as Schemas["Rule"];
    },
    async replace(id, ruid, rule, options) {
      return (await transport.call({
        ...options,
        operation: "rules.replace",
        path: one(id, ruid),
        method: "PUT",
        json: rule,
      })) as Schemas["Rule"];
    },
    pause: (id, ruid, options = {}) => setPaused(true, id, ruid, options),
    resume: (id, ruid, options = {}) => setPaused(false, id, ruid, options),
    async remove(id, ruid, options) {
      await transport.call({
        ...options,
        operation: "rules.delete",
        path: one(id, ruid),
        method: "DELETE",
        answersNothing: true,
      });
    },
  };
}

// The session object: it keeps the tokens of one login, sealed, and the last known states.

import { DurableObject } from "cloudflare:workers";

import { after, MAX_BYTES } from "./last_known.js";
import { unixSeconds } from "./relay.js";
import { fromBase64, hash, hashOfText, toBase64 } from "./seal.js";
import { settings } from "./settings.js";

const TOKENS = "kerbside tokens v1";
const STATE = "kerbside state v1";
const SEEN_STEP = 600;
const MARGIN = 60;
const KEPT = 7 * 86_400;
const MAX_STATES = 20;
const decoder = new TextDecoder();

export class Session extends DurableObject {
  #sql;
  #tables = new Set();
  #settings;

  constructor(state, env) {
    super(state, env);
    this.#sql = state.storage.sql;
    this.#settings = settings(env);
  }

  /** A live token, with the states that are wanted in the lines behind it. */
  token(secretText, states) {
    const secret = fromBase64(secretText);
    const record = this.#session(secret);
    if (!record) return { ended: true };
    if (!record.sealed) return { revoked: record.brand };
    const object = record.secretHash;
    const opened = this.#settings.sealKeys.open(TOKENS, object, record.sealed);
    if (!opened) return { unavailable: 60 };
    const now = unixSeconds();
    if (now >= record.lastSeen + SEEN_STEP) this.#save({ ...record, lastSeen: now });
    const margin = Math.min(MARGIN, Math.floor((record.expiresAt - record.issuedAt) / 4));
    if (record.expiresAt <= now + margin) return { unavailable: 1 };
    const { access } = JSON.parse(decoder.decode(opened));
    const token = decoder.decode(fromBase64(access));
    const { generation, brand } = record;
    return { token, generation, brand, lastKnown: this.#recall(object, states) };
  }

  /** Keeps what has changed of the last known states. */
  remember(secretText, line) {
    const record = this.#session(fromBase64(secretText));
    if (!record || !this.#settings.lastState) return;
    const object = record.secretHash;
    let state = JSON.parse(line);
    const name = hashOfText(`${object}.${state.name}`);
    const known = this.#states(name).map((row) => this.#opened(object, row))[0];
    if (known) state = after(state, JSON.parse(known));
    const text = JSON.stringify(state);
    if (text.length > MAX_BYTES) return;
    const kind = state.name.split(/[/?]/)[0];
    const sealed = this.#settings.sealKeys.seal(STATE, `${object}.${name}`, text);
    this.#sql.exec(
      "create table if not exists last_states (name text primary key, kind text not null, at integer not null, sealed text not null)",
    );
    this.#tables.add("last_states");
    this.#sql.exec(
      "insert into last_states (name, kind, at, sealed) values (?, ?, ?, ?) on conflict (name) do update set at = excluded.at, sealed = excluded.sealed",
      name,
      kind,
      state.at,
      sealed,
    );
    this.#sql.exec(
      "delete from last_states where at <= ? or name not in (select name from last_states order by at desc limit ?)",
      unixSeconds() - KEPT,
      MAX_STATES,
    );
  }

  async alarm() {}

  /** The session that a secret opens, unless it has ended. */
  #session(secret) {
    if (!this.#has("account")) return undefined;
    const [row] = this.#sql.exec("select record from account").raw();
    const record = row && JSON.parse(row[0]).session;
    if (!record || toBase64(hash(secret)) !== record.secretHash) return undefined;
    const idleEnd = record.lastSeen + SEEN_STEP + this.#settings.idle;
    return Math.min(idleEnd, record.endsAt) <= unixSeconds() ? undefined : record;
  }

  #save(record) {
    this.#sql.exec("update account set record = ?", JSON.stringify({ session: record }));
  }

  #recall(object, wanted) {
    if (!this.#settings.lastState) return undefined;
    for (const row of this.#states(hashOfText(`${object}.${wanted}`))) {
      return this.#opened(object, row);
    }
    return undefined;
  }

  #states(name) {
    if (!this.#has("last_states")) return [];
    const rows = this.#sql.exec("select name, at, sealed from last_states where name = ?", name);
    return rows.toArray();
  }

  #opened(object, row) {
    if (unixSeconds() >= row.at + KEPT) return undefined;
    const line = this.#settings.sealKeys.open(STATE, `${object}.${row.name}`, row.sealed);
    return line && decoder.decode(line);
  }

  /** Whether there is a table, which there is from then on. */
  #has(table) {
    if (this.#tables.has(table)) return true;
    const rows = this.#sql.exec("select name from sqlite_master where name = ?", table).toArray();
    if (rows.length) this.#tables.add(table);
    return rows.length > 0;
  }
}

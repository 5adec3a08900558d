import { isObject } from "../../formats/json-texts.js";
import { textOf } from "./values.js";

/** A column of a query's answer. */
export interface ArielColumn {
  readonly name: string;
  /** The type of its values: Long, Double, Host, String … */
  readonly type: string;
  readonly nullable: boolean;
}

/**
 * The columns of an answer, from `POST /api/ariel/processors/aql_metadata` or `GET /api/ariel/searches/{id}/metadata`. What
 * type a quotient of aggregates is on one's own console is to be seen here. Undefined for what is no such object.
 *
 * @example columnsOf({ columns: [{ name: "N", object_value_type: "Long", nullable: false }] }); // => [{ name: "N", type: "Long", nullable: false }]
 */
export function columnsOf(body: unknown): ArielColumn[] | undefined {
  if (!isObject(body) || !Array.isArray(body.columns)) return undefined;
  return body.columns.filter(isObject).map(({ name, object_value_type, nullable }) => ({
    name: textOf(name),
    type: textOf(object_value_type),
    nullable: nullable !== false,
  }));
}

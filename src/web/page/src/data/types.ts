/**
 * The contract: what the JSON API answers, one type a value, as `src/web/api/` writes it (OpenAPI: `/api/openapi.json`).
 *
 * In: nothing. Out: the types of both halves, under one name. Never: a type of its own.
 */
export type * from "./contract/graph";
export type * from "./contract/analysis";

/** Any JSON value, as it arrives from outside and as it is stored. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** A JSON object: traits, properties, context. */
export type JsonObject = Record<string, Json>;

export { parseClientHello } from "./hello/client-hello.js";
export {
  findClientHello,
  findServerHello,
  type HelloSearch,
  type SearchOptions,
  searchClientHello,
  searchServerHello,
} from "./hello/find-hello.js";
export type { ClientHello, ServerHello, Transport } from "./hello/hello.js";
export type { HelloOptions } from "./hello/hello-messages.js";
export { parseServerHello } from "./hello/server-hello.js";
export { TlsError } from "./hello/tls-error.js";
export { isGrease } from "./methods/grease.js";
export {
  type ClientHelloInput,
  ja3,
  ja3n,
  ja3nOfString,
  ja3nString,
  ja3String,
} from "./methods/ja3.js";
export { ja3s, ja3sString, type ServerHelloInput } from "./methods/ja3s.js";
export { ja4, ja4Original, ja4Raw, ja4RawOriginal } from "./methods/ja4.js";
export { ja3StringValue, ja3Value, ja4Value } from "./values.js";

// Something to talk to: an HTTP, an HTTPS and a WebSocket listener on free ports of 127.0.0.1. Each notes what it is asked.
import { createHash } from "node:crypto";
import { once } from "node:events";
import http from "node:http";
import https from "node:https";

/** TLS with a shared key in place of a certificate: nothing to generate, nothing to trust. */
export const tls = { ciphers: "PSK-AES128-GCM-SHA256:@SECLEVEL=0", maxVersion: "TLSv1.2" };
export const key = { identity: "three-tests", psk: Buffer.alloc(16, 7) };

const ANSWER = "nothing to do\n";
const WEBSOCKET = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"; // RFC 6455, section 1.3

/** `note` gets `{ port, start, end, source, sourcePort, method, path, agent, status, bytes }` of each request that is over. */
export async function listen(note) {
  const noted = (port, { method, url, headers, socket }, status, bytes) => ({
    ...{ port, method, path: url, agent: headers["user-agent"] ?? "-", status, bytes },
    ...{ source: socket.remoteAddress, sourcePort: socket.remotePort, start: performance.now() },
  });
  const answer = (port) => (request, response) => {
    const entry = noted(port, request, 200, ANSWER.length);
    response.on("finish", () => note({ ...entry, end: performance.now() }));
    response.end(ANSWER);
  };
  const web = http.createServer(answer(80));
  const secure = https.createServer({ ...tls, pskCallback: () => key.psk }, answer(443));
  const socket = http.createServer(answer(8080));
  socket.on("upgrade", (request, stream) => {
    const entry = noted(8080, request, 101, 0);
    const accept = createHash("sha1").update(request.headers["sec-websocket-key"] + WEBSOCKET);
    const head = ["HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade"];
    stream.write(
      `${[...head, `Sec-WebSocket-Accept: ${accept.digest("base64")}`].join("\r\n")}\r\n\r\n`,
    );
    stream.resume().on("close", () => note({ ...entry, end: performance.now() }));
    stream.on("end", () => stream.end()).on("error", () => stream.destroy());
  });
  const servers = [web, secure, socket];
  for (const server of servers) await once(server.listen(0, "127.0.0.1"), "listening");
  const [webPort, securePort, socketPort] = servers.map((server) => server.address().port);
  const close = () =>
    Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return { webPort, securePort, socketPort, close };
}

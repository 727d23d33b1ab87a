import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Stands before moto, which writes instants of AWS Config as text, where the protocol has seconds since 1970 and the SDK
 * takes nothing else. Everything goes through as it is but those.
 */
export async function startProxy(moto: string): Promise<{ url: string; close: () => void }> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { host: _, 'content-length': __, ...headers } = request.headers;
    const answer = await fetch(new URL(request.url ?? '/', moto), {
      method: request.method ?? 'GET',
      headers: Object.entries(headers).map(([name, value]) => [name, String(value)] as [string, string]),
      ...(chunks.length === 0 ? {} : { body: Buffer.concat(chunks) }),
    });
    const text = await answer.text();
    const type = answer.headers.get('content-type') ?? 'application/x-amz-json-1.1';
    response.writeHead(answer.status, { 'content-type': type }).end(text.replace(instant, inSeconds));
  });
  await new Promise<void>((go) => server.listen(0, '127.0.0.1', go));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

const instant = /"(configurationItemCaptureTime|resourceCreationTime)":\s*"([\d-]+) ([\d:.]+)(\+00:00)?"/g;
const inSeconds = (_: string, name: string, day: string, time: string): string =>
  `"${name}":${Date.parse(`${day}T${time}Z`) / 1000}`;

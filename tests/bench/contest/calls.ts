/** Calling api functions as PostgREST's clients do: over a connection of the database itself, or over HTTP. */
import { Agent, request } from 'node:http';
import type { Client } from 'pg';

/**
 * Calls one api function with arguments by name; resolves with the JSON it answers, rejects on a refusal. As text: reading
 * it is the phones' work, of which there are thousands, while here it would take from the server's two processors.
 */
export type Call = (name: string, args: Record<string, unknown>) => Promise<string>;

const asText = { getTypeParser: () => (value: string) => value };

/** One prepared statement, one round trip. */
export const overDatabase =
  (client: Client): Call =>
  async (name, args) => {
    const list = Object.keys(args).map((argument, index) => `${argument} => $${index + 1}`);
    const { rows } = await client.query<{ value: string }>({
      // The driver refuses one name for two texts, and PostgreSQL cuts names at 63 characters.
      name: `${name}/${list.length}`,
      text: `select api.${name}(${list.join(', ')}) as value`,
      values: Object.values(args),
      types: asText,
    });
    return rows[0]?.value ?? '';
  };

/** One request on a connection that is kept. @param url of a PostgREST. */
export function overHttp(url: string): Call {
  const { hostname, port } = new URL(url);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return (name, args) =>
    new Promise((done, fail) => {
      const body = JSON.stringify(args);
      const sent = request(
        {
          agent,
          hostname,
          port,
          path: `/rpc/${name}`,
          method: 'POST',
          headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
        },
        (reply) => {
          const parts: Buffer[] = [];
          reply.on('data', (part: Buffer) => parts.push(part));
          reply.on('error', fail);
          reply.on('end', () => {
            const text = Buffer.concat(parts).toString();
            if (reply.statusCode === 200) done(text);
            else fail(new Error(`${name}: HTTP ${reply.statusCode} ${text}`));
          });
        },
      );
      sent.on('error', fail);
      sent.end(body);
    });
}

import type { DocumentedRoute } from './operations.ts';

/**
 * Examples that run as they stand: `npm run central -- test-company --env FILE` writes the variables of a test company, and
 * `source FILE` sets them.
 */
const VARIABLES: Readonly<Record<string, string>> = { key: 'TOKEN_KEY_ID' };
export const variableOf = (parameter: string): string => VARIABLES[parameter] ?? `${parameter.toUpperCase()}_ID`;

const query = ({ exampleQuery = {} }: DocumentedRoute['doc']): string => {
  const parts = Object.entries(exampleQuery).map(([name, value]) => `${name}=${value}`);
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
};

export function curlOf(route: DocumentedRoute): string {
  const { method, url, doc, schemas, idempotency } = route;
  const path = url.replace(/:(\w+)/g, (_, name: string) => `$${variableOf(name)}`);
  const file = doc.contentType === 'application/pdf' ? ' -o invoice.pdf' : '';
  const lines = [`curl -sS${file}${method === 'GET' ? '' : ` -X ${method}`} "$MOSTRADOR_URL${path}${query(doc)}"`];
  lines.push('  -H "Authorization: Bearer $MOSTRADOR_TOKEN"');
  if (idempotency !== null) lines.push('  -H "Idempotency-Key: example-$(date +%s%N)"');
  const hasBody = schemas.body !== undefined && schemas.body !== 'raw';
  if (!hasBody) return lines.join(' \\\n');
  lines.push('  -H "Content-Type: application/json"', '  --data @- <<JSON');
  return `${lines.join(' \\\n')}\n${JSON.stringify(doc.example ?? {}, null, 2)}\nJSON`;
}

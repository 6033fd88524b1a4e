import { closeSync, openSync, readSync } from 'node:fs';

export type AsarEntry = { readonly path: string; readonly isUnpacked: boolean; readonly hasIntegrity: boolean };

type Node = {
  readonly files?: Readonly<Record<string, Node>>;
  readonly unpacked?: boolean;
  readonly integrity?: unknown;
};

/** Files of an asar archive: two lengths, then a header of JSON. */
export function readAsar(path: string): readonly AsarEntry[] {
  const file = openSync(path, 'r');
  try {
    const lengths = Buffer.alloc(16);
    readSync(file, lengths, 0, 16, 0);
    const header = Buffer.alloc(lengths.readUInt32LE(12));
    readSync(file, header, 0, header.length, 16);
    return entriesOf(JSON.parse(header.toString('utf8')) as Node, '');
  } finally {
    closeSync(file);
  }
}

function entriesOf({ files = {} }: Node, folder: string): readonly AsarEntry[] {
  return Object.entries(files).flatMap(([name, node]) =>
    node.files === undefined
      ? [{ path: `${folder}${name}`, isUnpacked: node.unpacked === true, hasIntegrity: node.integrity !== undefined }]
      : entriesOf(node, `${folder}${name}/`),
  );
}

/** Growing one map of 100,000 keys copies it whole for several milliseconds; many small ones never do. */
const SHARDS = 256;

/** On which line of the file a reference or code was first seen. */
export class SeenLines {
  readonly #shards = Array.from({ length: SHARDS }, () => new Map<string, number>());

  #shardOf(key: string): Map<string, number> {
    // The last characters differ most; any spread will do.
    const last = key.length - 1;
    const hash = key.charCodeAt(last) * 31 + key.charCodeAt(last - 1) * 7 + key.charCodeAt(last - 2);
    return this.#shards[hash & (SHARDS - 1)] as Map<string, number>;
  }

  lineOf(key: string): number | null {
    return this.#shardOf(key).get(key) ?? null;
  }

  /** Keeps the first line. */
  add(key: string, line: number): void {
    const shard = this.#shardOf(key);
    if (!shard.has(key)) shard.set(key, line);
  }
}

/** What a module does by itself while central serves, beside answering requests. */
export type Worker = {
  /** Takes nothing new and waits for what has begun. */
  stop(): Promise<void>;
};

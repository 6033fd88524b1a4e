/** What the reference says of a route beside its schemas; 'internal': it is spoken by tills or pages of ours only. */
export type RouteDoc = {
  /** Group and name: `invoices.create`. operationId of the OpenAPI document and method of the client. */
  readonly operation: `${string}.${string}`;
  /** One line, English. */
  readonly summary: string;
  /** What the schemas do not say: order, effects, limits. */
  readonly description?: string;
  /** A body that is taken as it stands by the company that `npm run central -- test-company` makes. */
  readonly example?: unknown;
  /** Values of path and query for the reference's example, when those of the test company's first row do not do. */
  readonly exampleQuery?: Readonly<Record<string, string>>;
  /** It may answer 410. */
  readonly canBeGone?: boolean;
  /** Media type of a raw answer. */
  readonly contentType?: string;
};

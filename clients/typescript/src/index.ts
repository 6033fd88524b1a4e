import { type Api, api } from './generated/api.ts';
import { type ClientOptions, makeHttp } from './http.ts';

/** A client of one server with one token: `client.invoices.create(...)`. */
export const createClient = (options: ClientOptions): Api => api(makeHttp(options));

export { type FollowOptions, followEvents } from './follow.ts';
export type { Api } from './generated/api.ts';
export type * from './generated/types.ts';
export type { ClientOptions, RequestOptions, VersionOptions, WriteOptions } from './http.ts';
export { ApiProblem, type Problem } from './problem.ts';
export { verifyWebhook, WebhookRefused } from './webhook.ts';

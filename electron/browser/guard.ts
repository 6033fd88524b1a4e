import type { IncomingMessage } from 'node:http';
import { pageHeaders } from '../host/page-policy.ts';

/**
 * Who may talk to the server. Any page of any site can send requests to 127.0.0.1, and by a name that resolves to it
 * (DNS rebinding) even read the answers; so the Host is one of ours, the Origin is our own page, and a cookie proves that
 * somebody of this machine opened it.
 */
export const hostsOf = (port: number): readonly string[] => [`127.0.0.1:${port}`, `localhost:${port}`];

/** The host that was asked for, if it is one of ours. */
export function ownHost({ headers }: IncomingMessage, port: number): string | null {
  return hostsOf(port).find((host) => host === headers.host) ?? null;
}

/** Whether the page that sent this is ours. Without an Origin it is not known, and so it is not. */
export const isOwnOrigin = ({ headers }: IncomingMessage, host: string): boolean => headers.origin === `http://${host}`;

/** The port is in the name: cookies are shared by all ports of a host. */
export const cookieName = (port: number): string => `mostrador-${port}`;

export function readCookie({ headers }: IncomingMessage, name: string): string | null {
  for (const part of (headers.cookie ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at !== -1 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return null;
}

export const setCookie = (port: number, session: string): string =>
  `${cookieName(port)}=${session}; Path=/; HttpOnly; SameSite=Strict`;

/** Of every answer. */
export const securityHeaders = (host: string): Readonly<Record<string, string>> => pageHeaders(`'self' ws://${host}`);

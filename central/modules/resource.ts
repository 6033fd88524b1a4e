import { z } from 'zod';

/** Shapes that every resource of people and programs shares: RFC 3339 for instants, told in UTC; UUIDs for ids. */
export const uuidSchema = z.uuid().transform((id) => id.toLowerCase());
export const instantSchema = z.iso.datetime({ offset: true });
export const instant = (ms: number): string => new Date(ms).toISOString();
export const instantOrNull = (ms: number | null): string | null => (ms === null ? null : instant(ms));
/** A local day; PostgreSQL has no year 0. */
export const daySchema = z.iso.date().refine((day) => !day.startsWith('0000'));
/** What a person types as a name. */
export const nameSchema = z.string().trim().min(1).max(120);

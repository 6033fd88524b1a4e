import { useEffect, useState } from 'react';
import { useApp } from './app-store.ts';
import { nowMs } from './real-world.ts';

const MINUTE_MS = 60_000;

/** Time of day at the shop, whatever the machine's zone is. */
export function Clock() {
  const timeZone = useApp(({ settings, appState }) => settings?.shop.timeZone ?? appState?.timeZone ?? 'Europe/Madrid');
  const [atMs, setAtMs] = useState(nowMs);
  useEffect(() => {
    // Again at each full minute: a timer of a minute would drift away from it.
    const timer = setTimeout(() => setAtMs(nowMs()), MINUTE_MS - (atMs % MINUTE_MS) + 50);
    return () => clearTimeout(timer);
  }, [atMs]);
  const time = timeOfDay(atMs, timeZone);
  return <time className="strip__clock">{time}</time>;
}

export const timeOfDay = (atMs: number, timeZone: string): string =>
  new Intl.DateTimeFormat('es-ES', { hour: '2-digit', minute: '2-digit', timeZone }).format(atMs);

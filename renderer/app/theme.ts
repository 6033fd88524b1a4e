import { useEffect, useState } from 'react';
import { useApp } from './app-store.ts';

const systemIsDark = window.matchMedia('(prefers-color-scheme: dark)');

/** Puts the theme of the settings on the page; `system` follows the machine. */
export function useTheme(): void {
  const wanted = useApp(({ settings }) => settings?.preferences.theme ?? 'system');
  const [isDark, setDark] = useState(systemIsDark.matches);
  useEffect(() => {
    const follow = () => setDark(systemIsDark.matches);
    systemIsDark.addEventListener('change', follow);
    return () => systemIsDark.removeEventListener('change', follow);
  }, []);
  const theme = wanted === 'system' ? (isDark ? 'dark' : 'light') : wanted;
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
}

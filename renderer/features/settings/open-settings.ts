import { create } from 'zustand';
import { openPane } from '../../app/panes.ts';

export const SECTIONS = [
  'shop',
  'receipts',
  'printers',
  'staff',
  'catalog',
  'departments',
  'scale',
  'limits',
  'screen',
  'central',
  'data',
  'about',
] as const;
export type Section = (typeof SECTIONS)[number];

/** Remembered while the page lives: who comes back goes on where they were. */
export const useSection = create<{ readonly section: Section }>(() => ({ section: 'shop' }));
export const showSection = (section: Section): void => useSection.setState({ section });

/** From anywhere at the counter straight to what has to be set: a notice that says "in the settings" leads there. */
export function openSettings(section: Section): void {
  showSection(section);
  openPane({ name: 'settings' });
}

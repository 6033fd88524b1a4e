/** Drawn on a grid of 24, one stroke. Decoration: the words beside it say what it is. */
const SHAPES = {
  search: 'M11 4a7 7 0 1 0 0 14a7 7 0 0 0 0-14M16.2 16.2L21 21',
  back: 'M20 12H5M11 5l-7 7l7 7',
  close: 'M6 6l12 12M18 6L6 18',
  plus: 'M12 5v14M5 12h14',
  erase: 'M9 5h11a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1H9l-6-7zM12 9.5l5 5M17 9.5l-5 5',
  percent:
    'M6 18L18 6M7.5 5.5a2.2 2.2 0 1 0 0 4.4a2.2 2.2 0 0 0 0-4.4M16.5 14.1a2.2 2.2 0 1 0 0 4.4a2.2 2.2 0 0 0 0-4.4',
  times: 'M7 7l10 10M17 7L7 17',
  person: 'M12 4a4 4 0 1 0 0 8a4 4 0 0 0 0-8M4.5 20c1-4 4-6 7.5-6s6.500 2 7.500 6',
  pause: 'M8 6v12M16 6v12',
  printer: 'M7 9V4h10v5M7 17H4v-6a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v6h-3M7 14h10v6H7z',
  drawer: 'M4 7h16v10H4zM4 12h16M10 14.500h4',
  star: 'M12 4l2.500 5.200l5.500.700l-4 3.900l1 5.600l-5-2.700l-5 2.700l1-5.600l-4-3.900l5.500-.700z',
  ticket: 'M6 3h12v18l-3-2l-3 2l-3-2l-3 2zM9 8h6M9 12h6',
  gear: 'M12 9a3 3 0 1 0 0 6a3 3 0 0 0 0-6M12 3v3M12 18v3M3 12h3M18 12h3M5.600 5.600l2.100 2.100M16.300 16.300l2.100 2.100M5.600 18.400l2.100-2.100M16.300 7.700l2.100-2.100',
  check: 'M5 12.500l4.500 4.500L19 7.500',
  warning: 'M12 4l9 16H3zM12 10v5M12 17.500v.500',
  trash: 'M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13',
  undo: 'M9 7L4 12l5 5M4 12h10a6 6 0 0 1 6 6v1',
  tag: 'M4 4h8l8 8l-8 8l-8-8zM8 8v.500',
  grid: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h6v6h-6z',
  more: 'M6 12h.010M12 12h.010M18 12h.010',
} as const;

export type IconName = keyof typeof SHAPES;

export function Icon({ name, size = 22 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden="true">
      <path d={SHAPES[name]} stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}

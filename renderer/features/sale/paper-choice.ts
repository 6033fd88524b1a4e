import { create } from 'zustand';

/** Whether the ticket that is being paid is printed, where the shop asks; null: nobody was asked, the setting decides. */
export const usePaperChoice = create<{ readonly isPrinted: boolean | null }>(() => ({ isPrinted: null }));

export const choosePaper = (isPrinted: boolean | null): void => usePaperChoice.setState({ isPrinted });

/** For whatever key closes the sale. */
export function paperNow(): 'setting' | 'yes' | 'no' {
  const { isPrinted } = usePaperChoice.getState();
  if (isPrinted === null) return 'setting';
  return isPrinted ? 'yes' : 'no';
}

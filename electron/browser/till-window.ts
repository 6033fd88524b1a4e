import type { ChildProcess } from 'node:child_process';

export type WindowPorts = {
  /** Starts a browser on a fresh link. */
  readonly open: (isKiosk: boolean) => ChildProcess;
};

/** The window that this shell opened itself. */
export type TillWindow = {
  /** Enters or leaves full screen: a browser's window cannot be told from outside, so another one takes its place. */
  setKiosk(isOn: boolean): void;
  close(): void;
};

export function openTillWindow({ open }: WindowPorts, startsInKiosk: boolean): TillWindow {
  let isKiosk = startsInKiosk;
  let isClosed = false;
  let child = open(isKiosk);

  return {
    setKiosk(isOn) {
      if (isOn === isKiosk || isClosed) return;
      isKiosk = isOn;
      // A new one before the old one has gone would only hand its link over and leave.
      const reopen = (): void => {
        if (!isClosed) child = open(isKiosk);
      };
      if (child.exitCode !== null || child.signalCode !== null) reopen();
      else {
        child.once('exit', reopen);
        child.kill();
      }
    },
    close() {
      isClosed = true;
      child.kill();
    },
  };
}

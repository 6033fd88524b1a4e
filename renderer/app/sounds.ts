import { appNow } from './app-store.ts';

/** Short tones, made here: nothing to load, and a cashier learns them in a day. A machine without sound stays silent. */
export type SoundName = 'hit' | 'miss' | 'paid';

type Tone = {
  readonly hertz: number;
  readonly startMs: number;
  readonly lengthMs: number;
  readonly shape: OscillatorType;
};

const TONES: Readonly<Record<SoundName, readonly Tone[]>> = {
  hit: [{ hertz: 1760, startMs: 0, lengthMs: 55, shape: 'sine' }],
  // Low, rough and twice: told from a hit in a noisy shop, and by those who hear no high tones.
  miss: [
    { hertz: 196, startMs: 0, lengthMs: 140, shape: 'sawtooth' },
    { hertz: 147, startMs: 180, lengthMs: 220, shape: 'sawtooth' },
  ],
  paid: [
    { hertz: 880, startMs: 0, lengthMs: 80, shape: 'sine' },
    { hertz: 1320, startMs: 90, lengthMs: 150, shape: 'sine' },
  ],
};
/** A tone that begins or ends at once clicks. */
const EDGE_S = 0.008;
/** Full volume of the settings: loud, without distortion when two tones meet. */
const FULL_GAIN = 0.4;

let context: AudioContext | null = null;

/** Browsers give no sound before the first touch or key; a context that is made then needs no permission. */
function contextNow(): AudioContext | null {
  if (typeof AudioContext === 'undefined' || !navigator.userActivation.hasBeenActive) return null;
  context ??= new AudioContext({ latencyHint: 'interactive' });
  return context;
}

function playTone(audio: AudioContext, { hertz, startMs, lengthMs, shape }: Tone, loudness: number): void {
  const from = audio.currentTime + startMs / 1000;
  const until = from + lengthMs / 1000;
  const oscillator = new OscillatorNode(audio, { type: shape, frequency: hertz });
  const gain = new GainNode(audio, { gain: 0 });
  gain.gain.setValueAtTime(0, from);
  gain.gain.linearRampToValueAtTime(loudness, from + EDGE_S);
  gain.gain.setValueAtTime(loudness, until - EDGE_S);
  gain.gain.linearRampToValueAtTime(0, until);
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(from);
  oscillator.stop(until);
}

/** Never throws: a sale does not depend on a loudspeaker. */
export function playSound(name: SoundName): void {
  const sounds = appNow().settings?.preferences.sounds;
  if (sounds?.isOn === false) return;
  const volume = (sounds?.volume ?? 60) / 100;
  try {
    const audio = contextNow();
    if (audio === null) return;
    if (audio.state === 'suspended') audio.resume().catch(() => undefined);
    // Squared: what an ear takes for half as loud.
    for (const tone of TONES[name]) playTone(audio, tone, FULL_GAIN * volume * volume);
  } catch {
    // No device, too many contexts, a driver that fell over: then there is no sound.
    context = null;
  }
}

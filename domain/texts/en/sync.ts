import type { syncTexts as spanish } from '../es/sync.ts';

export const syncTexts: Readonly<Record<keyof typeof spanish, string>> = {
  'error.not_paired': 'This till is not paired with central. Ask for a pairing code and type it in Settings.',
  'error.pairing_code_malformed': 'The pairing code is not complete. Copy all of it, it begins with MP1.',
  'error.central_insecure':
    'Nothing was sent: who answers is not the central of this till, or the connection is not encrypted. Ask for a new code.',
  'error.central_unreachable': 'Central cannot be reached. Go on selling: it is sent when the connection is back.',
  'error.central_silent': 'Central did not answer in time. Go on selling: it is tried again.',
  'error.central_answer_wrong':
    'What answers is not central (a portal of the wireless network?). Go on selling; check the network.',
  'error.central_busy': 'Central is busy. Go on selling: it is tried again.',
  'error.central_failing': 'Central has a fault. Go on selling: it is tried again.',
  'error.central_refuses': 'Central does not take what this till sends. Nothing is lost; tell whoever runs it.',
  'error.central_refuses_event':
    'Central does not take entry {seq} ({type}, {number}) and what comes after it waits. Nothing is lost: tell whoever runs it this number and this reason: {why}.',
  'error.central_token_refused': 'Central no longer knows this till. Nothing is lost: pair it again.',
  'error.central_token_missing':
    'The key of central is not here, as in a restored copy. Nothing is lost: pair the till again.',
  'error.central_token_sealed':
    'The key of central is in the secret store of the system and cannot be read from here. Nothing is lost: open the till in its usual window, which sends by itself, or pair it again.',
  'error.central_token_unreadable':
    'The key of central in the data folder cannot be read. Nothing is lost: check the disk and its permissions.',
  'error.till_closed': 'The till is opening or exchanging its data. Repeat in a moment.',
  'error.installation_unknown':
    'The till does not know that installation: the program was exchanged halfway. Close it and open it again.',
  'error.sync_stopped': 'The program is closing. Repeat when it is open again.',
  'incident.till_diverged': 'Central had another history of this till; it goes on in a new installation and series',
  'incident.central_ahead': 'Central has sales of this till that are not here',
  'incident.event_too_large': 'An event was too large: central only has its hash; the original is at this till',
};

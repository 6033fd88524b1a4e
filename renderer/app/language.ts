import type { Refusal, RefusalParams } from '../../domain/result.ts';
import { type Language, refusalText, type TextKey, text } from '../../domain/texts/index.ts';
import { useApp } from './app-store.ts';

/** Texts in the language of the till. Before a till is open, that of the wizard; before that, the system's. */
export type Words = {
  readonly language: Language;
  t(key: TextKey, params?: RefusalParams): string;
  /** The sentence for a refusal. */
  why(refusal: Refusal): string;
};

const systemLanguage = (): Language => (navigator.language.toLowerCase().startsWith('en') ? 'en' : 'es');

const WORDS: Readonly<Record<Language, Words>> = { es: wordsOf('es'), en: wordsOf('en') };

function wordsOf(language: Language): Words {
  return {
    language,
    t: (key, params = {}) => text(language, key, params),
    why: (refusal) => refusalText(language, refusal),
  };
}

export function useWords(): Words {
  const language = useApp(({ settings, appState }) => settings?.preferences.language ?? appState?.language ?? null);
  return WORDS[language ?? systemLanguage()];
}

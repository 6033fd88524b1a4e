/**
 * Switches of Chromium and Node that launchers of desktops, AppImage and test drivers put between the words of a person:
 * they are for the runtime and no options of the till.
 */
const FOR_THE_RUNTIME =
  /^--(?:no-sandbox|disable-gpu|disable-dev-shm-usage|force-device-scale-factor|lang|ozone-platform(?:-hint)?|enable-features|disable-features|inspect|remote-debugging-(?:port|pipe)|user-data-dir|allow-file-access-from-files|enable-logging|log-level)(?:=.*)?$/;
/** macOS gives a program that was opened by the Finder its process number. */
const OF_THE_FINDER = /^-psn_/;

/**
 * What a person wrote after the name of the program.
 * @param isPackaged the program is its own executable; otherwise the path of its entry comes before the first word
 */
export function ownArguments(argv: readonly string[], isPackaged: boolean): readonly string[] {
  const entry = isPackaged ? 0 : argv.findIndex((word, at) => at > 0 && !word.startsWith('-'));
  return argv.slice(entry + 1).filter((word) => !FOR_THE_RUNTIME.test(word) && !OF_THE_FINDER.test(word));
}

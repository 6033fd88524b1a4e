import type { Preferences } from '../../../electron/ipc/contract/settings.ts';
import { useApp } from '../../app/app-store.ts';
import { useWords } from '../../app/language.ts';
import { playSound, type SoundName } from '../../app/sounds.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Switch } from '../../ui/field.tsx';
import { Group } from '../../ui/group.tsx';
import { KioskGroup } from './kiosk-group.tsx';
import { saveSettings } from './save-settings.ts';

const VOLUMES = [25, 50, 75, 100] as const;
const SOUNDS: readonly SoundName[] = ['hit', 'miss', 'paid'];

const write = (part: Partial<Preferences>): Promise<boolean> =>
  saveSettings('preferences', (now) => ({ ...now, ...part }));

/** How it looks and sounds, and whether it fills the screen. */
export function ScreenSection() {
  const { t } = useWords();
  const preferences = useApp(({ settings }) => settings?.preferences ?? null);
  if (preferences === null) return null;
  const { theme, language, sounds } = preferences;
  return (
    <>
      <Group title={t('settings.look')}>
        <Choice
          label={t('settings.theme')}
          options={(['light', 'dark', 'system'] as const).map((value) => ({
            value,
            label: t(`settings.theme.${value}`),
          }))}
          value={theme}
          onChange={(value) => void write({ theme: value })}
        />
        <Choice
          label="Idioma · Language"
          options={[
            { value: 'es', label: 'Español' },
            { value: 'en', label: 'English' },
          ]}
          value={language}
          onChange={(value) => void write({ language: value })}
        />
      </Group>
      <Sounds sounds={sounds} />
      <KioskGroup isKiosk={preferences.isKiosk} />
    </>
  );
}

function Sounds({ sounds }: { readonly sounds: Preferences['sounds'] }) {
  const { t } = useWords();
  const nearest = VOLUMES.find((volume) => sounds.volume <= volume + 12) ?? 100;
  return (
    <Group title={t('settings.sounds')}>
      <Switch
        label={t('settings.sounds-on')}
        isOn={sounds.isOn}
        onChange={(isOn) => void write({ sounds: { ...sounds, isOn } })}
      />
      {sounds.isOn ? (
        <>
          <Choice
            label={t('settings.volume')}
            options={VOLUMES.map((value) => ({ value, label: `${value} %` }))}
            value={nearest}
            onChange={(volume) =>
              void write({ sounds: { ...sounds, volume } }).then((isDone) => isDone && playSound('hit'))
            }
          />
          <div className="settings__buttons">
            {SOUNDS.map((name) => (
              <Button key={name} onClick={() => playSound(name)}>
                {t(`settings.try.${name}`)}
              </Button>
            ))}
          </div>
        </>
      ) : null}
    </Group>
  );
}

import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';

/**
 * Registers the toolkit's elements, under a prefix of our own, so that two toolkits can live side by side. A bundle of its own, which
 * `controls.ts` loads: pages share it, and show what they are about before it is there.
 */
provideVSCodeDesignSystem()
  .withPrefix('qrate')
  .register(vsCodeButton(), vsCodeCheckbox(), vsCodeDropdown(), vsCodeOption(), vsCodeTextField());

// It reads the theme, and begins to follow it, when the page says that it has loaded; it may be here later than that.
if (document.readyState === 'complete') window.dispatchEvent(new Event('load'));

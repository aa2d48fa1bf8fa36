/** How Teams shows cards, near enough to judge them by: sizes, spacing and colours of its light and dark themes. */

export type Theme = 'light' | 'dark';

type Tone = readonly [color: string, subtle: string];
type Palette = Readonly<Record<'default' | 'dark' | 'light' | 'accent' | 'good' | 'warning' | 'attention', Tone>>;

const palettes: Readonly<Record<Theme, Palette>> = {
  light: {
    default: ['#242424', '#616161'],
    dark: ['#242424', '#616161'],
    light: ['#ffffff', '#f0f0f0'],
    accent: ['#5b5fc7', '#7579eb'],
    good: ['#237b4b', '#237b4b'],
    warning: ['#835b00', '#835b00'],
    attention: ['#c4314b', '#c4314b'],
  },
  dark: {
    default: ['#ffffff', '#adadad'],
    dark: ['#242424', '#616161'],
    light: ['#ffffff', '#d6d6d6'],
    accent: ['#7f85f5', '#9299f7'],
    good: ['#92c353', '#92c353'],
    warning: ['#f8d22a', '#f8d22a'],
    attention: ['#f9526b', '#f9526b'],
  },
};

const backgrounds = {
  light: {
    default: '#ffffff',
    emphasis: '#f5f5f5',
    accent: '#e8ebfa',
    good: '#e7f2da',
    warning: '#fbf6d9',
    attention: '#fcf4f6',
  },
  dark: {
    default: '#292929',
    emphasis: '#1f1f1f',
    accent: '#2f2f4a',
    good: '#0d2e0d',
    warning: '#463100',
    attention: '#3e1f25',
  },
} as const;

/** The host configuration the renderer is given. */
export function hostConfig(theme: Theme): object {
  const foregroundColors = Object.fromEntries(
    Object.entries(palettes[theme]).map(([name, [color, subtle]]) => [name, { default: color, subtle }]),
  );
  const container = (name: keyof (typeof backgrounds)[Theme]) => ({
    backgroundColor: backgrounds[theme][name],
    foregroundColors,
  });
  return {
    supportsInteractivity: true,
    fontFamily: "'Segoe UI', 'Open Sans', 'Noto Sans CJK JP', sans-serif",
    fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
    fontWeights: { lighter: 200, default: 400, bolder: 600 },
    lineHeights: { small: 16, default: 20, medium: 20, large: 24, extraLarge: 32 },
    spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: theme === 'light' ? '#e1e1e1' : '#3d3d3d' },
    containerStyles: {
      default: container('default'),
      emphasis: container('emphasis'),
      accent: container('accent'),
      good: container('good'),
      warning: container('warning'),
      attention: container('attention'),
    },
    actions: {
      maxActions: 6,
      spacing: 'default',
      buttonSpacing: 8,
      showCard: { actionMode: 'inline', inlineTopMargin: 16, style: 'emphasis' },
      actionsOrientation: 'horizontal',
      actionAlignment: 'left',
    },
    inputs: {
      label: {
        inputSpacing: 'small',
        requiredInputs: { weight: 'bolder', suffix: ' *', suffixColor: 'attention' },
        optionalInputs: { weight: 'bolder' },
      },
      errorMessage: { color: 'attention', weight: 'bolder' },
    },
  };
}

/** The look of buttons and inputs, which a host styles itself. */
export const styles = (theme: Theme): string => {
  const line = theme === 'light' ? '#d1d1d1' : '#666666';
  const field = theme === 'light' ? '#ffffff' : '#1f1f1f';
  const text = theme === 'light' ? '#242424' : '#ffffff';
  return `
    * { box-sizing: border-box; }
    body { margin: 0; padding: 12px; background: ${theme === 'light' ? '#ebebeb' : '#0f0f0f'}; color-scheme: ${theme};
      font-family: 'Segoe UI', 'Open Sans', 'Noto Sans CJK JP', sans-serif; }
    .frame { display: inline-block; vertical-align: top; margin: 0 12px 12px 0; }
    .name { font-size: 11px; color: #888; margin-bottom: 4px; }
    .card { border-radius: 6px; overflow: hidden; border: 1px solid ${line}; }
    .ac-pushButton { font: 600 14px 'Segoe UI', 'Open Sans', 'Noto Sans CJK JP', sans-serif; padding: 6px 14px; border-radius: 4px;
      border: 1px solid ${line}; background: ${field}; color: ${text}; min-width: 64px; white-space: normal; }
    .ac-pushButton.primary, .ac-pushButton.style-positive { background: #5b5fc7; border-color: #5b5fc7; color: #fff; }
    .ac-pushButton.style-destructive { color: #c4314b; border-color: #c4314b; background: ${field}; }
    .ac-input, .ac-multichoiceInput { font: 14px 'Segoe UI', 'Open Sans', 'Noto Sans CJK JP', sans-serif; color: ${text}; }
    input.ac-input, textarea.ac-input, select.ac-input { width: 100%; padding: 6px 8px; border-radius: 4px; border: 1px solid ${line};
      background: ${field}; }
    textarea.ac-input { min-height: 64px; }
    .ac-choiceSetInput-expanded > div, .ac-choiceSetInput-multiSelect > div { align-items: flex-start !important; padding: 3px 0; }
    input[type='radio'], input[type='checkbox'] { margin-top: 4px; flex: none; }
  `;
};

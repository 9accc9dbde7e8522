/** What a column is called and how it is explained, in Chinese; which column there is and of what kind says the schema. */
export interface Wording {
  readonly heading: string;
  /** One line, printed in the template. */
  readonly hint: string;
  readonly example: string;
  /** What departments call it too, blanks between. */
  readonly alsoCalled?: string;
  /** The words of a closed list, as the template offers them. */
  readonly words?: Readonly<Record<string, string>>;
  /** Value → further words that mean it, blanks between. */
  readonly spoken?: Readonly<Record<string, string>>;
}

/** By path in `data`, in the order of the template's columns. */
export type Wordings = Readonly<Record<string, Wording>>;

export const per = {
  words: { 每月: 'month', 每年: 'year' },
  spoken: { month: '月 按月 月收入 元每月', year: '年 按年 年收入 元每年' },
} as const;

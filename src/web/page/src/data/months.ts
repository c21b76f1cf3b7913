/**
 * Months without gaps: a chart has to show those in which nothing was written, too.
 *
 * In: rows with a month each. Out: all months from the first to the last. Never: a month made of a year alone.
 */

const MONTH = /^(\d{4})-(\d{2})$/;

function numberOf(month: string): number | null {
  const found = MONTH.exec(month);
  return found ? Number(found[1]) * 12 + Number(found[2]) - 1 : null;
}

function nameOf(number: number): string {
  return `${String(Math.floor(number / 12)).padStart(4, "0")}-${String((number % 12) + 1).padStart(2, "0")}`;
}

export interface Bar { month: string; value: number; }

/** Beyond a life's span a date is more likely to be misread than true: such a chart has only the months there are. */
const MOST = 1200;

export function bars<T extends { month: string }>(rows: readonly T[], value: (row: T) => number): Bar[] {
  const values = new Map<number, number>();
  for (const row of rows) {
    const number = numberOf(row.month);
    if (number !== null) values.set(number, (values.get(number) ?? 0) + value(row));
  }
  const numbers = [...values.keys()].sort((a, b) => a - b);
  const [first, last] = [numbers[0], numbers.at(-1)];
  if (first === undefined || last === undefined) return [];
  const all = last - first < MOST ? Array.from({ length: last - first + 1 }, (_, i) => first + i) : numbers;
  return all.map((number) => ({ month: nameOf(number), value: values.get(number) ?? 0 }));
}

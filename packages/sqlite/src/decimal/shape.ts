import type { Facets } from "@chakra-orm/core/internal";

/**
 * The condition that a text is a decimal in the one way we write it: digits, perhaps a minus before them, exactly `scale`
 * digits after the point, no leading zeros, no minus before zero, and no more digits than the precision allows. One way
 * of writing makes equal numbers equal texts. Only built-in functions, so that other programs can write to the table.
 */
export function decimalShape(column: string, { precision, scale = 0 }: Facets): string {
  const sign = `(${column} glob '-*')`;
  const whole = `length(${column}) - ${sign}${scale > 0 ? ` - ${scale + 1}` : ""}`;
  const most = precision === undefined ? undefined : Math.max(precision - scale, 1);
  const conditions = [
    `${column} not glob '*[^0-9.-]*'`,
    `substr(${column}, 2) not glob '*-*'`,
    scale > 0
      ? `instr(${column}, '.') = length(${column}) - ${scale} and substr(${column}, -${scale}) not glob '*.*'`
      : `instr(${column}, '.') = 0`,
    most === undefined ? `${whole} >= 1` : `${whole} between 1 and ${most}`,
    `ltrim(${column}, '-') not glob '0[0-9]*'`,
    `(not ${sign} or trim(${column}, '-0.') <> '')`,
  ];
  // With no room before the point, the digit there is the zero that "0.5" begins with.
  if (precision === scale) conditions.push(`ltrim(${column}, '-') glob '0*'`);
  return conditions.join(" and ");
}

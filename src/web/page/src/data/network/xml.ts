/**
 * XML by hand: elements with escaped values.
 *
 * In: names of ours, values of anyone. Out: text that any reader of XML takes. Never: a character that XML has not.
 */
type Values = Readonly<Record<string, string | number | null | undefined>>;

const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

export function escaped(text: string): string {
  return text.replace(NOT_XML, "\ufffd").replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign);
}

/** An element around parts that are XML already. What has no value is left out. */
export function element(name: string, values: Values, ...parts: string[]): string {
  const attributes = Object.entries(values)
    .flatMap(([key, value]) => (value === null || value === undefined ? [] : [` ${key}="${escaped(String(value))}"`]))
    .join("");
  return parts.length > 0 ? `<${name}${attributes}>${parts.join("")}</${name}>` : `<${name}${attributes}/>`;
}

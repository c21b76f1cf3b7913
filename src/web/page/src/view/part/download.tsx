/**
 * A link to a file that the server makes.
 *
 * In: its address. Out: a plain link; where the server has a token, which a plain link cannot send, a fetched file.
 * Never: a failure without a word.
 */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { saveFile } from "../../data/csv";
import { ApiError, send } from "../../data/http";
import { hasToken } from "../../data/token";

interface Props { href: string; file: string; children: ComponentChildren; }

export function Download({ href, file, children }: Props) {
  const [said, say] = useState("");
  const click = async (event: Event) => {
    if (!hasToken()) return;
    event.preventDefault();
    try {
      const response = await send(href, {});
      saveFile(file, await response.blob());
      say("");
    } catch (problem) {
      const { title, detail } = ApiError.of(problem);
      say(detail || title);
    }
  };
  return (
    <span class="download">
      <a href={href} download={file} onClick={click}>{children}</a>
      <span role="status">{said && ` ${said}`}</span>
    </span>
  );
}

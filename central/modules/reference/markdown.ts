import { escapeHtml, Html } from '../../app/html.ts';

/** The little of Markdown that our own descriptions use: code, bold, links inside this server, lists, paragraphs. */
const inline = (text: string): string =>
  escapeHtml(text)
    .replace(/`([^`]+)`/g, '<code>$1</code>')
    .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replace(/\[([^\]]+)\]\((\/[\w./-]*)\)/g, '<a href="$2">$1</a>');

function block(text: string): string {
  const lines = text.split('\n');
  if (!lines.every((line) => line.startsWith('- '))) return `<p>${inline(text)}</p>`;
  return `<ul>${lines.map((line) => `<li>${inline(line.slice(2))}</li>`).join('')}</ul>`;
}

export const markdown = (text: string): Html =>
  new Html(
    text
      .split(/\n{2,}/)
      .filter((part) => part.trim() !== '')
      .map((part) => block(part.trim()))
      .join(''),
  );

/** Two pens with one set of movements: a canvas, and SVG text for export and print. Pictures on both are the same. */
import { FONT } from "./measure.js";

/** @typedef {{size: number, colour: string, bold?: boolean, halo?: string, anchor?: string}} Writing */

/** @type {Map<string, Path2D>} */
const icons = new Map();

/** @param {CanvasRenderingContext2D} ctx */
export function canvasPen(ctx) {
  /** @param {[number, number][]} points */
  const trace = (points) => {
    ctx.beginPath();
    points.forEach(([x, y], index) => (index ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
    ctx.closePath();
  };
  const finish = (fill, stroke, line) => {
    if (fill) {
      ctx.fillStyle = fill;
      ctx.fill();
    }
    if (stroke) {
      ctx.strokeStyle = stroke;
      ctx.lineWidth = line;
      ctx.stroke();
    }
  };
  return {
    alpha: (value) => (ctx.globalAlpha = value),
    curves(curves, { colour, line, dash }) {
      ctx.beginPath();
      for (const c of curves) {
        ctx.moveTo(c[0], c[1]);
        if (c.straight) ctx.lineTo(c[6], c[7]);
        else ctx.bezierCurveTo(c[2], c[3], c[4], c[5], c[6], c[7]);
      }
      ctx.setLineDash(dash);
      ctx.strokeStyle = colour;
      ctx.lineWidth = line;
      ctx.stroke();
      ctx.setLineDash([]);
    },
    poly(points, fill, stroke, line) {
      trace(points);
      finish(fill, stroke, line);
    },
    path(points, stroke, line) {
      ctx.beginPath();
      points.forEach(([x, y], index) => (index ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
      finish(null, stroke, line);
    },
    circle(x, y, r, fill, stroke, line) {
      ctx.beginPath();
      ctx.arc(x, y, r, 0, Math.PI * 2);
      finish(fill, stroke, line);
    },
    rect(x, y, w, h, r, fill, stroke, line) {
      ctx.beginPath();
      ctx.roundRect(x, y, w, h, r);
      finish(fill, stroke, line);
    },
    icon(path, x, y, size, colour) {
      let shape = icons.get(path);
      if (!shape) icons.set(path, (shape = new Path2D(path)));
      ctx.save();
      ctx.translate(x - size / 2, y - size / 2);
      ctx.scale(size / 24, size / 24);
      ctx.strokeStyle = colour;
      ctx.lineWidth = 2;
      ctx.lineJoin = ctx.lineCap = "round";
      ctx.stroke(shape);
      ctx.restore();
    },
    /** @param {string} words @param {number} x @param {number} y @param {Writing} writing */
    text(words, x, y, { size, bold, colour, halo, anchor }) {
      ctx.font = `${bold ? 600 : 400} ${size}px ${FONT}`;
      ctx.textAlign = anchor === "start" ? "left" : "center";
      ctx.textBaseline = "alphabetic";
      if (halo) {
        ctx.strokeStyle = halo;
        ctx.lineWidth = size / 3.4;
        ctx.lineJoin = "round";
        ctx.strokeText(words, x, y);
      }
      ctx.fillStyle = colour;
      ctx.fillText(words, x, y);
    },
  };
}

const escapes = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
/** Text for XML: no markup, and no characters that XML does not know. @param {string} text */
export function escapeXml(text) {
  return text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD").replace(/[&<>"']/g, (c) => escapes[c]);
}

export function svgPen() {
  const out = [];
  let fade = "";
  const n = (value) => String(Math.round(value * 10) / 10);
  const paint = (fill, stroke, line) => `fill="${fill ?? "none"}"${stroke ? ` stroke="${stroke}" stroke-width="${n(line)}"` : ""}${fade}`;
  const points = (list) => list.map(([x, y]) => `${n(x)},${n(y)}`).join(" ");
  return {
    out,
    open: (title) => out.push(`<g><title>${escapeXml(title)}</title>`),
    close: () => out.push("</g>"),
    alpha: (value) => (fade = value < 1 ? ` opacity="${value}"` : ""),
    curves(curves, { colour, line, dash }) {
      const way = curves.map((c) => `M${n(c[0])} ${n(c[1])}${c.straight ? `L${n(c[6])} ${n(c[7])}` : `C${[2, 3, 4, 5, 6, 7].map((k) => n(c[k])).join(" ")}`}`);
      out.push(`<path d="${way.join("")}"${dash.length ? ` stroke-dasharray="${dash.map(n).join(" ")}"` : ""} ${paint(null, colour, line)}/>`);
    },
    poly: (list, fill, stroke, line) => out.push(`<polygon points="${points(list)}" ${paint(fill, stroke, line)}/>`),
    path: (list, stroke, line) => out.push(`<polyline points="${points(list)}" ${paint(null, stroke, line)}/>`),
    circle: (x, y, r, fill, stroke, line) => out.push(`<circle cx="${n(x)}" cy="${n(y)}" r="${n(r)}" ${paint(fill, stroke, line)}/>`),
    rect: (x, y, w, h, r, fill, stroke, line) =>
      out.push(`<rect x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(h)}" rx="${n(r)}" ${paint(fill, stroke, line)}/>`),
    icon: (path, x, y, size, colour) =>
      out.push(`<path d="${path}" transform="translate(${n(x - size / 2)} ${n(y - size / 2)}) scale(${Math.round((size / 24) * 1000) / 1000})" stroke-linecap="round" stroke-linejoin="round" ${paint(null, colour, 2)}/>`),
    /** @param {string} words @param {number} x @param {number} y @param {Writing} writing */
    text(words, x, y, { size, bold, colour, halo, anchor }) {
      const around = halo ? ` stroke="${halo}" stroke-width="${n(size / 3.4)}" stroke-linejoin="round" paint-order="stroke"` : "";
      out.push(`<text x="${n(x)}" y="${n(y)}" font-size="${n(size)}"${bold ? ' font-weight="600"' : ""} text-anchor="${anchor === "start" ? "start" : "middle"}" fill="${colour}"${around}${fade}>${escapeXml(words)}</text>`);
    },
  };
}

// For every visible text under `root`: its contrast ratio by WCAG 2.2, from computed styles.
(root) => {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const paint = canvas.getContext("2d", { willReadFrequently: true });

  // The canvas reads every colour syntax of CSS, color-mix results included.
  const rgba = (colour) => {
    paint.clearRect(0, 0, 1, 1);
    paint.fillStyle = colour;
    paint.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = paint.getImageData(0, 0, 1, 1).data;
    return { rgb: [r, g, b], alpha: a / 255 };
  };
  const over = (top, below) =>
    top.rgb.map((part, i) => part * top.alpha + below[i] * (1 - top.alpha));
  const ancestors = (node) => (node ? [...ancestors(node.parentElement), node] : []);
  const backgroundOf = (node) =>
    ancestors(node).reduce(
      (below, each) => over(rgba(getComputedStyle(each).backgroundColor), below),
      [255, 255, 255],
    );
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  const opacity = (node) =>
    ancestors(node).reduce((all, each) => all * getComputedStyle(each).opacity, 1);
  const isVisible = (node) =>
    node.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
    ancestors(node).every((each) => getComputedStyle(each).clipPath === "none");

  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim();
    const node = walker.currentNode.parentElement;
    if (!text || !isVisible(node)) continue;
    const background = backgroundOf(node);
    const ink = rgba(getComputedStyle(node).color);
    ink.alpha *= opacity(node);
    found.push({ text, ratio: ratio(over(ink, background), background) });
  }
  return found;
}

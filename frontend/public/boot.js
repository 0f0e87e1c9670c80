/*
 * Runs before anything is painted, in any browser: plain ES5, no dependency.
 * Sets colour scheme and language on <html>, and names browsers below the floor (Chrome 109, Safari 16.4).
 */
(function () {
  var root = document.documentElement;
  function stored(key) {
    try {
      return window.localStorage.getItem(key);
    } catch (_) {
      return null;
    }
  }

  var scheme = stored('steward.scheme');
  if (scheme !== 'light' && scheme !== 'dark') {
    scheme =
      window.matchMedia && matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  }
  root.setAttribute('data-mantine-color-scheme', scheme);

  var language = stored('steward.language');
  if (language !== 'zh-CN' && language !== 'en') {
    // Chinese first: English only where the browser itself speaks it.
    language = /^en\b/i.test(navigator.language || '') ? 'en' : 'zh-CN';
  }
  root.lang = language;

  // MathMLElement came with Chrome 109, CompressionStream with Safari 16.4.
  if (!('MathMLElement' in window) || !('CompressionStream' in window)) {
    root.setAttribute('data-floor', 'below');
  }
})();

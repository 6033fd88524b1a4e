import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The page that both shells show. Relative paths: it is served from app:// and from 127.0.0.1. */
export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [react()],
  build: {
    outDir: '../dist/app/renderer',
    emptyOutDir: true,
    // Chromium 130 is Electron 33's; nothing older shows this page.
    target: 'chrome130',
    // The content security policy allows no data: scripts or fonts, and one request more costs nothing on loopback.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
  },
});

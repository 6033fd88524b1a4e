/**
 * Channels between Electron's preload and its main process; nothing else listens there. A page says that it is new with
 * the first and then everything with the second, which carries whole messages both ways.
 */
export const PAGE_CHANNEL = 'mostrador:page';
export const MESSAGE_CHANNEL = 'mostrador:message';

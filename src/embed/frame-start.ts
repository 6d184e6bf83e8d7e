/** The embed page's script, as it starts in a browser. */
import { tellHost, type FrameWindow } from './frame-messages.ts';

tellHost(window as unknown as FrameWindow);

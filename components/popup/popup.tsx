import { Frame } from './frame';
import { MainView } from './main-view';
import type { PopupPort } from './port';

/** The whole popup. */
export function Popup({ port }: { readonly port: PopupPort }) {
  return (
    <Frame
      port={port}
      look="popup"
      startWithForm={false}
      main={({ overview, views, reload }) => <MainView overview={overview} views={views} onDone={reload} />}
    />
  );
}

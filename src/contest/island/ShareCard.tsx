import { useEffect, useRef, useState } from 'preact/hooks';
import { contestRoute } from '../ticket-link.ts';
import { FaultNotice } from './FaultNotice.tsx';
import { Tick } from './Field.tsx';
import { saveFile } from './save-file.ts';
import type * as Drawing from './share-card-drawing.ts';

interface ShareCardProps {
  contest: string;
  round: string;
  name: string;
  unit: string;
  /** `undefined` where it may not be told yet. */
  score: string | undefined;
}

const fileName = 'da-tham-gia-cuoc-thi.png';

/**
 * A picture to share after an attempt: drawn on this device, sent nowhere by it, and with nothing of the person in it that
 * they have not ticked.
 */
export function ShareCard(props: ShareCardProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <section class="share-card no-print">
      {isOpen ? (
        <Card {...props} />
      ) : (
        <button type="button" class="button" onClick={() => setOpen(true)}>
          Làm ảnh để chia sẻ
        </button>
      )}
    </section>
  );
}

/**
 * What draws the picture. Without a network it is not even asked for: many a browser remembers a module that it failed to
 * get, and fails again until the page is loaded anew.
 */
async function loadDrawing(): Promise<typeof Drawing> {
  await fetch(location.pathname, { method: 'HEAD', cache: 'no-store' });
  return import('./share-card-drawing.ts');
}

function Card({ contest, round, name, unit, score }: ShareCardProps) {
  const [drawing, setDrawing] = useState<typeof Drawing | 'failed'>();
  const [tries, setTries] = useState(0);
  const [shown, setShown] = useState({ name: false, unit: false, score: false });
  const [picture, setPicture] = useState<File>();
  const [said, setSaid] = useState<string>();
  const heading = useRef<HTMLHeadingElement>(null);
  const words = {
    contest,
    round,
    ...(shown.name ? { name } : {}),
    ...(shown.unit ? { unit } : {}),
    ...(shown.score && score !== undefined ? { score } : {}),
    address: `${location.host}${contestRoute}`,
  };
  const key = JSON.stringify(words);

  useEffect(() => {
    let isCurrent = true;
    setDrawing(undefined);
    loadDrawing().then(
      (loaded) => isCurrent && setDrawing(loaded),
      // The device went offline in between.
      () => isCurrent && setDrawing('failed'),
    );
    return () => {
      isCurrent = false;
    };
  }, [tries]);

  // The button that was pressed is gone: keyboards and screen readers go on here.
  useEffect(() => heading.current?.focus(), [drawing]);

  // Painted before a button is pressed: a phone lets a page share only right after the press.
  useEffect(() => {
    if (drawing === undefined || drawing === 'failed') return;
    let isCurrent = true;
    setPicture(undefined);
    setSaid(undefined);
    drawing.shareCardPicture(words).then(
      (blob) => isCurrent && setPicture(new File([blob], fileName, { type: 'image/png' })),
      () => isCurrent && setSaid('Máy này không vẽ được ảnh. Hãy chụp màn hình.'),
    );
    return () => {
      isCurrent = false;
    };
  }, [drawing, key]);

  if (drawing === undefined) return <p role="status">Đang vẽ ảnh…</p>;
  if (drawing === 'failed') {
    return (
      <FaultNotice
        words="Máy chưa tải được phần vẽ ảnh. Hãy kiểm tra mạng rồi thử lại; vẫn chưa được thì hãy tải lại trang."
        onRetry={() => setTries(tries + 1)}
      />
    );
  }

  const save = () => {
    if (!picture) return;
    saveFile(picture, fileName);
    setSaid('Đã gửi ảnh vào mục Tải xuống của máy. Không thấy ảnh thì hãy chụp màn hình.');
  };
  const share = async () => {
    if (!picture) return;
    try {
      await navigator.share({ files: [picture] });
    } catch (reason) {
      // Whoever closes the phone's list of places has changed their mind.
      if (!(reason instanceof DOMException && reason.name === 'AbortError'))
        setSaid('Máy không mở được phần chia sẻ. Hãy bấm "Lưu ảnh".');
    }
  };
  const canShare = picture !== undefined && navigator.canShare?.({ files: [picture] }) === true;

  return (
    <>
      <h3 tabIndex={-1} ref={heading}>
        Ảnh để chia sẻ
      </h3>
      <p class="soft">Ảnh vẽ ngay trên máy này và chỉ ghi thêm những gì bạn đánh dấu.</p>
      <Tick
        id="card-name"
        checked={shown.name}
        error={undefined}
        onChange={(is) => setShown((before) => ({ ...before, name: is }))}
      >
        Ghi tên tôi
      </Tick>
      <Tick
        id="card-unit"
        checked={shown.unit}
        error={undefined}
        onChange={(is) => setShown((before) => ({ ...before, unit: is }))}
      >
        Ghi đơn vị
      </Tick>
      {score !== undefined && (
        <Tick
          id="card-score"
          checked={shown.score}
          error={undefined}
          onChange={(is) => setShown((before) => ({ ...before, score: is }))}
        >
          Ghi điểm
        </Tick>
      )}
      <div class="share-card-picture" dangerouslySetInnerHTML={{ __html: drawing.shareCardSvg(words) }} />
      <div class="actions">
        {canShare && (
          <button type="button" class="button primary" onClick={() => void share()}>
            Chia sẻ ảnh
          </button>
        )}
        <button type="button" class="button" aria-disabled={picture === undefined} onClick={save}>
          Lưu ảnh
        </button>
      </div>
      <p class="soft small" role="status">
        {said}
      </p>
    </>
  );
}

interface PassageLinkProps {
  route: string;
  /** What its page is called, where that is known. */
  title?: string;
  /** Place of the question among several, for those who hear links out of their context. */
  place?: number;
}

/** The way from a question to the passage that teaches its answer. */
export function PassageLink({ route, title, place }: PassageLinkProps) {
  return (
    <p>
      <a href={route}>
        Đọc lại đoạn này{title !== undefined && `: ${title}`}
        {place !== undefined && <span class="visually-hidden"> (câu {place})</span>}
      </a>
      <span class="print-only address">
        {' '}
        ({location.host}
        {route})
      </span>
    </p>
  );
}

// Two seals that overlap: what one has examined, the other accepts.
export function HouseMark() {
  return (
    <svg class="house-mark" viewBox="0 0 36 24" aria-hidden="true" focusable="false">
      <circle cx="12" cy="12" r="10" fill="none" stroke="currentColor" stroke-width="2.5" />
      <circle cx="24" cy="12" r="10" fill="none" stroke="currentColor" stroke-width="2.5" />
      <path d="M18 4a10 10 0 0 1 0 16a10 10 0 0 1 0-16z" fill="currentColor" />
    </svg>
  );
}

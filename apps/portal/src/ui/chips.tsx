import { useId } from 'react';
import './chips.css';

interface Chip<T extends string> {
  value: T;
  label: string;
}

/** One of a few, at a glance: radio buttons that look like a row of chips. */
export function Chips<T extends string>({
  label,
  chips,
  value,
  onChoose,
}: {
  label: string;
  chips: readonly Chip<T>[];
  value: T;
  onChoose(value: T): void;
}) {
  const name = useId();
  return (
    <fieldset className="chips">
      <legend className="hidden-visually">{label}</legend>
      {chips.map((chip) => (
        <label key={chip.value} className="chip">
          <input
            type="radio"
            name={name}
            value={chip.value}
            checked={chip.value === value}
            onChange={() => onChoose(chip.value)}
          />
          <span>{chip.label}</span>
        </label>
      ))}
    </fieldset>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Chips } from '../ui/chips.js';
import { useShellWords } from '../texts/shell.js';
import { groupsOf } from './groups.queries.js';

const ALL = 'all';

/** One of my groups, or all of them. */
export function GroupChooser({
  chosen,
  hasAll = true,
  onChoose,
}: {
  chosen: string | undefined;
  hasAll?: boolean;
  onChoose(groupId: string | undefined): void;
}) {
  const words = useShellWords();
  const { data: groups } = useQuery(groupsOf());
  if (!groups || groups.length < 2) return null;
  return (
    <Chips
      label={words.whichGroup}
      chips={[
        ...(hasAll ? [{ value: ALL, label: words.allGroups }] : []),
        ...groups.map(({ groupId, groupName }) => ({ value: groupId, label: groupName })),
      ]}
      value={chosen ?? (hasAll ? ALL : (groups[0]?.groupId ?? ALL))}
      onChoose={(groupId) => onChoose(groupId === ALL ? undefined : groupId)}
    />
  );
}

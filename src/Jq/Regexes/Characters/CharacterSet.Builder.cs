namespace Pipeline.Jq.Regexes.Characters;

internal abstract partial class CharacterSet
{
    /// <summary>Gathers the members of a bracket expression.</summary>
    public sealed class Builder
    {
        private readonly List<(int First, int Last)> _ranges = [];
        private readonly List<CharacterSet> _sets = [];

        public void Add(int first, int last) => _ranges.Add((first, last));

        public void Add(CharacterSet members) => _sets.Add(members);

        public CharacterSet Build(bool negated, bool ignoreCase)
        {
            var set = new Union([.. _ranges], [.. _sets]);
            CharacterSet members = ignoreCase ? new Test(point => CaseFolding.Variants(point, set.Contains)) : set;
            return new Ascii(negated ? members.Complement() : members);
        }
    }

    private sealed class Union((int First, int Last)[] ranges, CharacterSet[] sets) : CharacterSet
    {
        public override bool Contains(int codePoint)
        {
            foreach (var (first, last) in ranges)
            {
                if (codePoint >= first && codePoint <= last)
                {
                    return true;
                }
            }

            foreach (var set in sets)
            {
                if (set.Contains(codePoint))
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Answers for the first 128 code points from a table.</summary>
    private sealed class Ascii : CharacterSet
    {
        private readonly CharacterSet _all;
        private readonly ulong _low;
        private readonly ulong _high;

        public Ascii(CharacterSet all)
        {
            _all = all;
            for (var i = 0; i < 64; i++)
            {
                _low |= all.Contains(i) ? 1UL << i : 0;
                _high |= all.Contains(i + 64) ? 1UL << i : 0;
            }
        }

        public override bool Contains(int codePoint) => codePoint < 64
            ? (_low >> codePoint & 1) != 0
            : codePoint < 128 ? (_high >> (codePoint - 64) & 1) != 0 : _all.Contains(codePoint);
    }
}

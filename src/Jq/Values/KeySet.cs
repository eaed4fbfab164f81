namespace Pipeline.Jq.Values;

/// <summary>
/// An append-only list of distinct keys with a hash index once it is long enough to pay. Safe for
/// concurrent readers while one writer appends: a reader only believes places below its own count.
/// </summary>
internal sealed class KeySet
{
    private const int LinearLimit = 8;

    private readonly Lock _gate = new();
    private string[] _keys;
    private int[]? _table;
    private int _used;

    public KeySet(int capacity) => _keys = capacity == 0 ? [] : new string[capacity];

    public string this[int index] => _keys[index];

    public int Find(string key, int count)
    {
        var table = Volatile.Read(ref _table);
        if (table is null)
        {
            return FindLinear(key, count);
        }

        var mask = table.Length - 1;
        for (var slot = key.GetHashCode() & mask; table[slot] != 0; slot = (slot + 1) & mask)
        {
            var index = table[slot] - 1;
            if (Volatile.Read(ref _keys)[index] == key)
            {
                return index < count ? index : -1;
            }
        }

        return -1;
    }

    /// <summary>Appends the key when the caller's version is the newest; false when another took the place.</summary>
    public bool TryClaim(int count, string key)
    {
        lock (_gate)
        {
            if (_used != count)
            {
                return false;
            }

            if (count == _keys.Length)
            {
                var grown = new string[Math.Max(4, count * 2)];
                _keys.AsSpan(0, count).CopyTo(grown);
                Volatile.Write(ref _keys, grown);
            }

            _keys[count] = key;
            _used = count + 1;
            Index(count);
            return true;
        }
    }

    public KeySet Fork(int count, string key)
    {
        var fork = new KeySet(Math.Max(4, count + 1));
        _keys.AsSpan(0, count).CopyTo(fork._keys);
        fork._used = count;
        fork.TryClaim(count, key);
        return fork;
    }

    private int FindLinear(string key, int count)
    {
        var keys = _keys.AsSpan(0, count);
        for (var i = 0; i < keys.Length; i++)
        {
            if (keys[i] == key)
            {
                return i;
            }
        }

        return -1;
    }

    private void Index(int added)
    {
        if (_table is { } table && _used * 2 <= table.Length)
        {
            Insert(table, added);
            return;
        }

        if (_used <= LinearLimit)
        {
            return;
        }

        var rebuilt = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)_used * 4)];
        for (var i = 0; i < _used; i++)
        {
            Insert(rebuilt, i);
        }

        Volatile.Write(ref _table, rebuilt);
    }

    private void Insert(int[] table, int index)
    {
        var mask = table.Length - 1;
        var slot = _keys[index].GetHashCode() & mask;
        while (table[slot] != 0)
        {
            slot = (slot + 1) & mask;
        }

        Volatile.Write(ref table[slot], index + 1);
    }
}

namespace Pipeline.Jq.Values;

/// <summary>
/// An append-only list of distinct keys with a hash index once it is long enough to pay. Only its owner
/// appends; readers on other threads believe nothing beyond their own count.
/// </summary>
internal sealed class KeySet(int capacity, object? owner)
{
    private const int LinearLimit = 8;

    private string[] _keys = capacity == 0 ? [] : new string[capacity];
    private int[]? _table;
    private int _used;

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

    /// <summary>Whether the one who asks may append after his own last key.</summary>
    public bool IsNewest(int count, object? asker) => asker is not null && ReferenceEquals(owner, asker) && _used == count;

    /// <summary>Appends a key that is not there yet.</summary>
    public void Add(string key)
    {
        if (_used == _keys.Length)
        {
            var grown = new string[Math.Max(4, _used * 2)];
            _keys.CopyTo(grown, 0);
            Volatile.Write(ref _keys, grown);
        }

        _keys[_used++] = key;
        AddToIndex();
    }

    public KeySet Fork(int count, string key, object? newOwner)
    {
        var fork = new KeySet(Math.Max(4, count * 2), newOwner);
        for (var i = 0; i < count; i++)
        {
            fork.Add(_keys[i]);
        }

        fork.Add(key);
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

    private void AddToIndex()
    {
        if (_table is { } table && _used * 2 <= table.Length)
        {
            Insert(table, _used - 1);
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

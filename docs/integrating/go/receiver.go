// Verifies deliveries of Mostrador (Standard Webhooks 1.0.0). Go 1.19 or newer, one file, standard library only. The secret
// is in WEBHOOK_SECRET (two, separated by a space, while one is being replaced).
//
//	go run receiver.go 8088                    serves HTTP and keeps what is verified, once
//	go run receiver.go verify < delivery.txt   headers, an empty line and the body on standard input
package main

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
)

const (
	toleranceSeconds = 300
	maxBytes         = 1_000_000
)

var wholeSeconds = regexp.MustCompile(`\A[0-9]{1,12}\z`)

func keyOf(secret string) ([]byte, error) {
	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, "whsec_"))
	if err != nil || len(key) == 0 {
		return nil, errors.New("the secret is empty or no base64")
	}
	return key, nil
}

// verify returns the webhook-id, which is the same in every repetition of a delivery. body: the bytes exactly as they came.
func verify(secrets []string, headers http.Header, body []byte, now int64) (string, error) {
	id, timestamp, signatures := headers.Get("webhook-id"), headers.Get("webhook-timestamp"), headers.Get("webhook-signature")
	if id == "" || timestamp == "" || signatures == "" {
		return "", errors.New("a header is missing")
	}
	if !wholeSeconds.MatchString(timestamp) {
		return "", errors.New("webhook-timestamp is no number")
	}
	sentAt, err := strconv.ParseInt(timestamp, 10, 64)
	if err != nil || now-sentAt > toleranceSeconds || sentAt-now > toleranceSeconds {
		return "", errors.New("too old, or of a wrong clock")
	}
	if len(secrets) == 0 {
		return "", errors.New("the secret is empty")
	}
	for _, secret := range secrets {
		key, err := keyOf(secret)
		if err != nil {
			return "", err
		}
		mac := hmac.New(sha256.New, key)
		fmt.Fprintf(mac, "%s.%s.", id, timestamp)
		mac.Write(body)
		expected := []byte("v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil)))
		for _, given := range strings.Split(signatures, " ") {
			// In constant time: == would tell how near a guess was.
			if hmac.Equal(expected, []byte(given)) {
				return id, nil
			}
		}
	}
	return "", errors.New("no signature fits")
}

type receiver struct {
	secrets []string
	lock    sync.Mutex
	// In your database: the id is written in the same transaction as what follows from the event.
	seen map[string]bool
}

func (r *receiver) ServeHTTP(writer http.ResponseWriter, request *http.Request) {
	if request.Method != http.MethodPost {
		writer.WriteHeader(http.StatusMethodNotAllowed)
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(writer, request.Body, maxBytes))
	if err != nil {
		writer.WriteHeader(http.StatusRequestEntityTooLarge)
		return
	}
	id, err := verify(r.secrets, request.Header, body, time.Now().Unix())
	if err != nil {
		fmt.Fprintln(os.Stderr, "refused", err)
		writer.WriteHeader(http.StatusUnauthorized)
		return
	}
	r.lock.Lock()
	isNew := !r.seen[id]
	r.seen[id] = true
	r.lock.Unlock()
	// A delivery can come twice: its answer may have been lost. The second one is answered like the first.
	if isNew {
		fmt.Println("verified", id, string(body))
	} else {
		fmt.Println("again", id)
	}
	// Answer at once, and do what takes long afterwards: after 15 seconds it counts as failed.
	writer.WriteHeader(http.StatusNoContent)
}

func verifyInput(secrets []string, now int64) error {
	given, err := io.ReadAll(os.Stdin)
	if err != nil {
		return err
	}
	head, body, _ := bytes.Cut(given, []byte("\n\n"))
	headers := http.Header{}
	for _, line := range strings.Split(string(head), "\n") {
		name, value, _ := strings.Cut(line, ":")
		headers.Set(strings.TrimSpace(name), strings.TrimSpace(value))
	}
	id, err := verify(secrets, headers, body, now)
	if err != nil {
		return err
	}
	fmt.Println("verified", id, string(body))
	return nil
}

func serve(secrets []string, port string) error {
	if len(secrets) == 0 {
		return errors.New("WEBHOOK_SECRET is missing")
	}
	listener, err := net.Listen("tcp", "127.0.0.1:"+port)
	if err != nil {
		return err
	}
	fmt.Printf("listening on http://%s\n", listener.Addr())
	server := &http.Server{
		Handler:      &receiver{secrets: secrets, seen: map[string]bool{}},
		ReadTimeout:  15 * time.Second,
		WriteTimeout: 15 * time.Second,
	}
	return server.Serve(listener)
}

func run(args []string) error {
	secrets := strings.Fields(os.Getenv("WEBHOOK_SECRET"))
	if len(args) > 0 && args[0] == "verify" {
		now := time.Now().Unix()
		// --now SECONDS is the clock of a test; a receiver never has it.
		if len(args) == 3 && args[1] == "--now" {
			parsed, err := strconv.ParseInt(args[2], 10, 64)
			if err != nil {
				return err
			}
			now = parsed
		}
		return verifyInput(secrets, now)
	}
	port := "8088"
	if len(args) > 0 {
		port = args[0]
	}
	return serve(secrets, port)
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "refused", err)
		os.Exit(1)
	}
}

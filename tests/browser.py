"""Headless Chromium through its driver, for tests that look at a page. Nothing but Python's own modules."""
import base64
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

counts = {True: 0, False: 0}


def verdict(what, good, why=''):
    counts[bool(good)] += 1
    if not good:
        print(f'FAILED {what}: {why}' if why else f'FAILED {what}')
    elif os.environ.get('V') == '1':
        print(f'ok: {what}')


class Driver:
    """One chromedriver, on a port that is free."""

    def __init__(self):
        with socket.socket() as free:
            free.bind(('127.0.0.1', 0))
            self.port = free.getsockname()[1]
        self.process = subprocess.Popen(['chromedriver', f'--port={self.port}'], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(200):
            try:
                if self.call('GET', '/status')['ready']:
                    return
            except OSError:
                pass
            time.sleep(0.1)
        self.close()
        raise RuntimeError('chromedriver does not start')

    def call(self, verb, path, body=None):
        data = json.dumps(body if body is not None else {}).encode() if verb == 'POST' else None
        request = urllib.request.Request(f'http://127.0.0.1:{self.port}{path}', data, {'Content-Type': 'application/json'}, method=verb)
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=120) as answer:
                return json.load(answer)['value']
        except urllib.error.HTTPError as error:
            raise RuntimeError(error.read().decode()[:2000]) from None

    def close(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=20)


class Browser:
    """One start of Chromium, with a profile that goes with it."""

    def __init__(self, driver, prefix='kaohe-browser-'):
        self.driver = driver
        self.profile = tempfile.mkdtemp(prefix=prefix)
        arguments = ['--headless=new', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
                     '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', '--window-size=1200,1600',
                     '--user-data-dir=' + self.profile] + ([] if os.geteuid() else ['--no-sandbox'])
        options = {'goog:chromeOptions': {'args': arguments}, 'goog:loggingPrefs': {'browser': 'ALL', 'performance': 'ALL'}}
        self.session = driver.call('POST', '/session', {'capabilities': {'alwaysMatch': options}})['sessionId']

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            self.call('DELETE', '')
        finally:
            shutil.rmtree(self.profile, ignore_errors=True)

    def call(self, verb, path, body=None):
        return self.driver.call(verb, f'/session/{self.session}{path}', body)

    def open(self, url):
        self.call('POST', '/url', {'url': url})

    def run(self, script, *arguments):
        return self.call('POST', '/execute/sync', {'script': script, 'args': list(arguments)})

    def wait(self, script, *arguments):
        """A script that calls its last argument when it is done."""
        return self.call('POST', '/execute/async', {'script': script, 'args': list(arguments)})

    def tool(self, command, **parameters):
        """A command of the developer tools."""
        return self.call('POST', '/goog/cdp/execute', {'cmd': command, 'params': parameters})

    def size(self, width, height=900):
        self.tool('Emulation.setDeviceMetricsOverride', width=width, height=height, deviceScaleFactor=1, mobile=width < 500)

    def pdf(self, path):
        printed = self.tool('Page.printToPDF', preferCSSPageSize=True, printBackground=False)
        with open(path, 'wb') as file:
            file.write(base64.b64decode(printed['data']))

    def log(self, kind):
        return self.call('POST', '/se/log', {'type': kind})

    def quiet(self, what, url):
        """No error in the log, and nothing asked of any network."""
        errors = [x['message'] for x in self.log('browser') if x['level'] in ('SEVERE', 'WARNING')]
        verdict(f'{what}: no error in the log', not errors, str(errors))
        asked = set()
        for entry in self.log('performance'):
            message = json.loads(entry['message'])['message']
            if message['method'] == 'Network.requestWillBeSent':
                asked.add(message['params']['request']['url'].split('#')[0])
        outside = [x for x in asked if x != url and not x.startswith(('data:', 'chrome:', 'chrome-untrusted:'))]
        verdict(f'{what}: no request', not outside, str(outside))
